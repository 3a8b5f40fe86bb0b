"""Who may reach the browser door, what its own routes give, and what every response forbids the browser."""

from dataclasses import replace

import pytest
from canned import REPORT, CannedReports
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from askreports.doors.web.server.headers import SafeHeaders, content_security_policy
from askreports.doors.web.server.listening import LOCAL_NAMES, is_loopback, listening
from askreports.doors.web.server.routes import report_url, routes
from askreports.doors.web.state.shelf import fill_shelf
from askreports.errors import BadListening
from askreports.settings import AppSettings
from index.errors import IndexMissing

pytestmark = pytest.mark.slow

PDF = replace(REPORT, path="harbour.pdf")


class FiledReports(CannedReports):
    """The canned report as a PDF whose file lies somewhere, or has gone."""

    def __init__(self, report, file):
        super().__init__()
        self._report, self._file = report, file

    def documents(self):
        return [self._report]

    def source_file(self, document_id):
        return self._file if document_id == self._report.id else None


def visitor(open_shelf, is_open=lambda _: True):
    return TestClient(
        Starlette(routes=routes(open_shelf, is_open), middleware=[Middleware(SafeHeaders)]),
        raise_server_exceptions=False,
    )


@pytest.fixture
def pdf_file(tmp_path):
    file = tmp_path / "harbour.pdf"
    file.write_bytes(b"%PDF-1.7 a report")
    return file


@pytest.fixture
def shelf(pdf_file):
    return fill_shelf(FiledReports(PDF, pdf_file))


def test_a_report_opens_in_the_browsers_own_viewer(shelf, pdf_file):
    told = visitor(lambda: shelf).get(f"/{report_url(PDF, 3)}")
    assert told.content == pdf_file.read_bytes()
    assert told.headers["content-type"] == "application/pdf"
    assert report_url(PDF, 3).endswith("#page=3")


def test_a_route_shows_nothing_to_whom_the_pages_show_nothing(shelf):
    told = visitor(lambda: shelf, is_open=lambda _: False).get(f"/report/{PDF.id}.pdf")
    assert told.status_code == 401
    assert b"%PDF" not in told.content


@pytest.mark.parametrize("path", ["/report/unknown.pdf", "/report/..%2F..%2Fetc%2Fpasswd.pdf"])
def test_what_is_no_report_is_not_there(shelf, path):
    told = visitor(lambda: shelf).get(path)
    assert told.status_code == 404
    assert told.headers["content-type"].startswith("text/plain")


def test_only_pdfs_are_handed_out_as_files(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<script>alert(1)</script>", "utf-8")
    html = replace(REPORT, path="page.html")
    assert (
        visitor(lambda: fill_shelf(FiledReports(html, page))).get(f"/report/{html.id}.pdf").status_code == 404
    )
    assert report_url(html) is None


def test_without_an_index_a_route_says_so_and_no_path():
    def missing():
        raise IndexMissing("no index in /secret")

    told = visitor(missing).get("/report/x.pdf")
    assert told.status_code == 503
    assert "secret" not in told.text


def test_every_response_has_the_headers_and_a_route_may_be_stricter(shelf):
    for path in (f"/report/{PDF.id}.pdf", "/report/x.pdf", "/elsewhere"):
        headers = visitor(lambda: shelf).get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in headers["content-security-policy"]
    assert (
        "script-src"
        not in visitor(lambda: shelf).get(f"/report/{PDF.id}.pdf").headers["content-security-policy"]
    )


def test_the_policy_lets_the_pages_own_scripts_run_and_no_other():
    policy = content_security_policy("<script>a()</script><script src='x.js'></script>")
    (script,) = (part for part in policy.split("; ") if part.startswith("script-src"))
    # printf 'a()' | openssl dgst -sha256 -binary | base64
    assert script == "script-src 'self' blob: 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"
    assert "http" not in policy


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_at_home_everything_is_allowed_by_local_names(address):
    here = listening(address, AppSettings())
    assert here.hosts == LOCAL_NAMES
    assert here.may_ingest


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "reports.example"])
def test_beyond_this_machine_it_must_be_said(address):
    assert not is_loopback(address)
    with pytest.raises(BadListening, match="ASKREPORTS_ALLOW_REMOTE=yes"):
        listening(address, AppSettings())
    told = listening(address, AppSettings(allow_remote=True))
    assert told.hosts == ("*",)
    assert not told.may_ingest


def test_a_sign_in_is_allowance_enough():
    assert listening("0.0.0.0", AppSettings(), signs_in=True).hosts == ("*",)


def test_a_proxy_may_call_the_app_by_its_own_name():
    assert listening("127.0.0.1", AppSettings(hosts=("reports.example",))).hosts == (
        *LOCAL_NAMES,
        "reports.example",
    )


@pytest.mark.parametrize(("said", "may"), [(True, True), (False, False), (None, False)])
def test_ingesting_can_be_allowed_and_forbidden(said, may):
    assert listening("0.0.0.0", AppSettings(allow_remote=True, allow_ingest=said)).may_ingest is may
