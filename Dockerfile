# syntax=docker/dockerfile:1
# docker build --tag cordon:0.1.0 .
#
# The compiler that re2 needs stays in the first stage. The second one has Node, the compiled program and its production packages, runs as a user without rights, and writes
# to /data only: docker run --read-only --volume cordon:/data …

FROM node:24-bookworm AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN node node_modules/typescript/bin/tsc -p tsconfig.build.json && cp src/detectors/names/gazetteer.bin dist/detectors/names/
RUN npm prune --omit=dev && rm -rf node_modules/re2/vendor node_modules/re2/build/Release/obj.target

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="cordon" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /opt/cordon
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json LICENSE NOTICE SECURITY.md ./
COPY configs/agent.yaml /etc/cordon/agent.yaml
RUN install -d -o 10001 -g 0 -m 0770 /data
ENV NODE_ENV=production
USER 10001:0
# Relative paths of the configuration (./data/…) are below the directory that the agent is started in.
WORKDIR /data
VOLUME /data
EXPOSE 4317 4318 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:9464/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "/opt/cordon/dist/cli/main.js"]
CMD ["run", "--config", "/etc/cordon/agent.yaml"]
