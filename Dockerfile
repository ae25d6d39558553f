FROM python:3.13-slim

# Old .doc files are read with them.
RUN apt-get update -q && apt-get install -q -y --no-install-recommends antiword catdoc \
  && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 bot
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY bot ./bot
COPY data/samples ./data/samples
RUN mkdir -p data && chown -R bot data
USER bot
# The database lies in /app/data: mount a volume there.
VOLUME /app/data
# A call to Telegram that is under way may end before the process does.
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "run"]
