"""Small annual reports written by hand: an invented company's statements over two years."""

from ingest.document import Document, Page

INCOME = """Velarce Holding SA
Consolidated Statements of Income
(In millions, except per share data)
Years Ended December 31,
{0}  {1}  {2}
Revenue:
Devices  $ 310  $ 280  $ 250
Services  90  80  70
Total revenue  400  360  320
Cost of sales  (150)  (140)  (130)
Gross profit  250  220  190
Operating income  100  84  60
Interest expense  (20)  (14)  (10)
Income before income taxes  80  70  50
Provision for income taxes  (20)  (18)  (10)
Net income  $ 60  $ 52  $ 40
See accompanying notes to the financial statements."""

BALANCE = """Velarce Holding SA
Consolidated Balance Sheets
(In millions)
December 31, {0}  December 31, {1}
Assets
Cash and cash equivalents  $ 120  $ 95
Inventories  60  40
Total current assets  300  260
Property, plant and equipment, gross  500  460
Property, plant and equipment, net  210  190
Total assets  $ 800  $ 720
Liabilities and equity
Accounts payable  50  45
Total current liabilities  150  140
Total liabilities  420  400
Total equity  380  320
Total liabilities and equity  $ 800  $ 720
See accompanying notes to the financial statements."""

CASH_FLOWS = """Velarce Holding SA
Consolidated Statements of Cash Flows
(In thousands)
Years Ended December 31,
{0}  {1}  {2}
Net income  $ 60,000  $ 52,000  $ 40,000
Depreciation and amortization  31,500  30,000  28,000
Net cash provided by operating activities  99,000  85,000  70,000
Purchases of property, plant and equipment  (42,000)  (39,000)  (35,000)
Net cash used in investing activities  (42,000)  (39,000)  (35,000)
Dividends paid  (15,000)  (13,000)  —
Net cash used in financing activities  (15,000)  (13,000)  —
See accompanying notes to the financial statements."""

QUARTER = """Velarce Holding SA
Condensed Consolidated Statements of Income
(In millions, unaudited)
Three Months Ended  Six Months Ended
June 30,  June 30,
{0}  {1}  {0}  {1}
Total revenue  $ 110  $ 95  $ 210  $ 180
Cost of sales  (44)  (38)  (84)  (72)
Operating income  30  24  55  45
Income before income taxes  25  20  45  36
Provision for income taxes  (5)  (4)  (9)  (8)
Net income  $ 20  $ 16  $ 36  $ 28
See accompanying notes to the condensed financial statements."""

QUARTER_CASH_FLOWS = """Velarce Holding SA
Condensed Consolidated Statements of Cash Flows
(In millions)
Six Months Ended June 30,
{0}  {1}
Net income  $ 36  $ 28
Depreciation and amortization  16  15
Net cash provided by operating activities  48  41
Purchases of property, plant and equipment  (21)  (19)
Net cash used in investing activities  (21)  (19)
See accompanying notes to the condensed financial statements."""

QUARTER_BALANCE = BALANCE.replace("December 31, {0}", "June 30, {0}").replace(" 60  40", " 66  40")

PROSE = "Item 7. Our revenue grew, as the consolidated statements of income on the next page show.\n"


def filing(
    year: int,
    organisation: str = "Velarce Holding SA",
    pages: tuple[str, ...] = (INCOME, BALANCE, CASH_FLOWS),
) -> Document:
    """The annual report of a year: a page of prose, then its statements with the year and those before."""
    texts = (PROSE, *(page.format(year, year - 1, year - 2) for page in pages))
    return document(f"{organisation} {year}", organisation, str(year), texts)


def quarterly(year: int, quarter: int = 2, pages: tuple[str, ...] = ()) -> Document:
    """The report of a quarter: statements of three and six months, and the balance at their end."""
    pages = pages or (QUARTER, QUARTER_BALANCE, QUARTER_CASH_FLOWS)
    texts = tuple(page.format(year, year - 1) for page in pages)
    name = "Velarce Holding SA"
    return document(f"{name} {year} Q{quarter}", name, f"{year} Q{quarter}", texts)


def document(name: str, organisation: str, period: str, texts: tuple[str, ...]) -> Document:
    pages = tuple(Page(number, "", text, 0, 0, len(text)) for number, text in enumerate(texts, 1))
    return Document(
        name, f"{name}.pdf", name, organisation, period, "annual report", "en", len(pages), pages=pages
    )
