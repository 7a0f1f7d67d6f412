# One image for web, workers and beat.
FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORTAL_DATA=/srv/data

# The libraries that WeasyPrint loads.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/portal
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock

COPY . .
# A key for the length of this step: settings do not load without one, and nothing is signed here.
RUN SECRET_KEY="$(head -c 48 /dev/urandom | base64)" python manage.py collectstatic --noinput -v0 \
    && useradd --system --no-create-home portal \
    && mkdir -p /srv/data && chown portal /srv/data

USER portal
EXPOSE 8000
CMD ["gunicorn", "pcc_portal.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--timeout", "60", "--no-control-socket"]
