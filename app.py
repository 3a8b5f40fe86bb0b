"""The browser door: `streamlit run app.py`; ASKREPORTS_INDEX names the index, default `.askreports`."""

import streamlit as st

from askreports.doors.web import serving

app = st.App(serving.SCRIPT, **serving.parts())
