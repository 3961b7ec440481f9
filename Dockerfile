# Thin on purpose: the suite runs each of these commands in a folder of its own, since the image is not built there.
FROM python:3.13-slim AS build
WORKDIR /build
COPY . /build
RUN python -m pip install --no-cache-dir --require-hashes -r /build/deploy/build.lock
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheels /build

FROM python:3.13-slim
COPY requirements.lock /wheels/requirements.lock
RUN python -m pip install --no-cache-dir --require-hashes -r /wheels/requirements.lock
COPY --from=build /wheels /wheels
RUN python -m pip install --no-cache-dir --no-deps /wheels/*.whl
RUN python -m pip check
RUN mkdir -m 1777 /data
USER 65534:65534
# Other machines may reach a container: it answers who has a key (docs/access.md), unless it is told to be open.
ENV DIPLE_DATA=/data
ENV DIPLE_ACCESS=keys
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/api/v1/healthz')"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "diple.web.worker.Worker", "--threads", "64", "--preload", "--timeout", "120", "--limit-request-line", "0", "--logger-class", "diple.web.operations.logs.ServerLog", "diple.web.wsgi:app"]
