import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import {
  expressCircuit,
  expressRefusals,
  fastifyCircuit,
  fastifyRefusals,
  honoCircuit,
} from '../../../src/adapters/http.ts';
import type { CircuitBreaker } from '../../../src/index.ts';

type Pay = () => Promise<{ paid: number }>;

export function expressShop(breaker: CircuitBreaker, pay: Pay) {
  const app = express();
  app.use('/pay', expressCircuit(breaker));
  app.post('/pay', async (_request, response) => {
    response.json(await breaker.execute(pay));
  });
  app.use(expressRefusals());
  return app;
}

export function fastifyShop(breaker: CircuitBreaker, pay: Pay) {
  const app = fastify();
  app.addHook('onRequest', fastifyCircuit(breaker));
  app.setErrorHandler(fastifyRefusals());
  app.post('/pay', async () => breaker.execute(pay));
  return app;
}

export function honoShop(breaker: CircuitBreaker, pay: Pay) {
  const app = new Hono();
  app.use('/pay', honoCircuit(breaker));
  app.onError((_, context) => context.text('This did not work', 500));
  app.post('/pay', async (context) => context.json(await breaker.execute(pay)));
  return app;
}
