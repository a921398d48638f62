from units.views.login import locked_out, login
