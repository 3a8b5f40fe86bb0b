"""The weights of a compiled model in whole numbers: half the size, and the products of whole numbers are
quicker.

Each matrix becomes numbers from -127 to 127 with one scale a row. OpenVINO multiplies them with activations
that it rounds in the same way, where the processor can.
"""

from typing import Any

import numpy as np

FEWEST_ROWS = 64  # smaller matrices are left as they are
_LARGEST = 127
# activations are rounded by rows of this many numbers, the width of the model
RUNTIME = {"DYNAMIC_QUANTIZATION_GROUP_SIZE": "384"}


def with_small_weights(model: Any) -> Any:
    """The same OpenVINO model, each constant matrix that something is multiplied with in whole numbers."""
    from openvino import Type
    from openvino import opset13 as ops

    for node in model.get_ops():
        if node.get_type_name() != "MatMul":
            continue
        source = node.input(1).get_source_output().get_node()
        matrix = source.get_data() if source.get_type_name() == "Constant" else None
        if matrix is None or matrix.ndim != 2 or min(matrix.shape) < FEWEST_ROWS:
            continue
        axis = 1 if node.get_attributes()["transpose_b"] else 0
        scales = np.abs(matrix).max(axis=axis, keepdims=True).astype(np.float32) / _LARGEST
        scales[scales == 0] = 1.0
        codes = ops.constant(np.rint(matrix / scales).astype(np.int8), dtype=Type.i8)
        rounded = ops.multiply(ops.convert(codes, "f16"), ops.constant(scales.astype(np.float16)))
        node.input(1).replace_source_output(ops.convert(rounded, "f32").output(0))
    return model
