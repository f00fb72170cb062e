import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  // Top-level await, and import.meta in workers.
  build: { target: 'es2022' },
  worker: { format: 'es' },
  // For vite 7 and older, which would move the bindings away from the module's files while it serves.
  optimizeDeps: { exclude: ['kinema'] },
  // Only because this example takes Kinema from the checkout around it.
  server: { fs: { allow: ['../..'] } },
});
