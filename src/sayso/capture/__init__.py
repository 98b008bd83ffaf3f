"""The world -> captures: files and folders now; pages, channels and archives later."""
