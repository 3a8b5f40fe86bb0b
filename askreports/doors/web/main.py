"""What `askreports app` serves: the same as app.py, where an installed askreports has no app.py."""

import streamlit as st

from askreports.doors.web import application

app = st.App(application.SCRIPT, **application.parts())
