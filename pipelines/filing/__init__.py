"""What units file: found in the inbox, kept byte for byte before anybody looks inside."""
