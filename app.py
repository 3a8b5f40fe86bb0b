"""The browser door: `streamlit run app.py`; ASKREPORTS_INDEX names the index, default `.askreports`."""

import streamlit as st

from askreports.doors.web import application

app = st.App(application.SCRIPT, **application.parts())
