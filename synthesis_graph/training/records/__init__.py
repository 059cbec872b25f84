"""The records that the model is trained on: their form, and how all of them are made."""
