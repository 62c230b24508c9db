# syntax=docker/dockerfile:1
# Builds the image of docs/deploy/docker.md: `docker build -t inkwell .`
# The first stage has the compilers that npm needs if it finds no prebuilt SQLite driver. None of it is in the image.
FROM node:24 AS build
WORKDIR /app
# Only what `npm ci` reads, so that its layer is kept until one of these files changes.
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma/schema.prisma prisma/
COPY lib/database-url.ts lib/
COPY scripts/db-generate.mjs scripts/
RUN npm ci --omit=dev
COPY . .
# The build checks the settings and keeps none of them.
RUN SECRET_KEY=only-for-the-build-of-the-image-0000 npm run build

FROM node:24-slim
LABEL org.opencontainers.image.title="Inkwell" \
      org.opencontainers.image.description="A self-hosted, multi-author blog" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production PORT=3000 DATABASE_URL=file:/data/blog.db MALLOC_ARENA_MAX=2
WORKDIR /app
RUN install -d -o node -g node -m 700 /data
# Owned by root: the process cannot change its own code.
COPY --from=build /app/.next/standalone ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=30s --interval=30s --timeout=5s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--heap-growing-percent=100", "server/start.js"]
