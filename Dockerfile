# One image for web and work; compose.yaml runs it. No compiler and no test tools in it.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /srv/khoithidua
COPY requirements/production.lock requirements/production.lock
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/production.lock

FROM python:3.11-slim-bookworm
# As tools/install.sh: Pango and HarfBuzz draw the papers, Liberation is their type; pg_dump comes with the backup.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 khoithidua \
    && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/khoithidua --create-home khoithidua
WORKDIR /srv/khoithidua
COPY --from=packages /srv/khoithidua/.venv .venv
COPY . .
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 KHOITHIDUA_DATA=/var/lib/khoithidua
USER khoithidua
VOLUME /var/lib/khoithidua
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD [".venv/bin/python", "deploy/ready.py"]
CMD [".venv/bin/python", "-m", "khoithidua.supervisor", "--host", "0.0.0.0", "--work", "0"]
