"""The dashboard: `streamlit run app.py`, or `uvicorn app:app`.

Imported, this file is the ASGI application with its routes; run as a script, which Streamlit does
for every session, it draws the page that was asked for. All else lives in `pages/_shared/`.
"""

import streamlit as st

from pages._shared import frame, server

if __name__ == "__main__":
    frame.run()
else:
    app = st.App(
        __file__,
        lifespan=server.lifespan,
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
    )
