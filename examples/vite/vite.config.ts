import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  // Top-level await, and import.meta in workers.
  build: { target: 'es2022' },
  worker: { format: 'es' },
  // Only because this example takes Kinema from the checkout around it.
  server: { fs: { allow: ['../..'] } },
});
