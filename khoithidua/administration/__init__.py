"""What the pages of administration (quản trị) read and ask for; the pages are khoithidua/views/administration."""
