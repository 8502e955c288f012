"""The pages: each a short script that reads the choice, asks the warehouse and shows the answer.

Scripts lie one folder down, never directly here: Streamlit would take those for pages of an older
kind and open them without `app.py`. What they share is in `_shared`.
"""
