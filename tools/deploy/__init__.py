"""What tools/deploy_check.py needs: a certificate authority of its own, and a browser's place."""
