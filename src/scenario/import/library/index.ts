import { blackfriday } from './blackfriday.ts';
import { circuitbreaker } from './circuitbreaker.ts';
import { cockatiel } from './cockatiel.ts';
import { dotnet } from './dotnet.ts';
import { envoy } from './envoy.ts';
import { failsafe } from './failsafe.ts';
import { gobreaker } from './gobreaker.ts';
import { hystrix } from './hystrix.ts';
import { istio } from './istio.ts';
import type { Library } from './library.ts';
import { opossum } from './opossum.ts';
import { polly } from './polly.ts';
import { pybreaker } from './pybreaker.ts';
import { resilience4j } from './resilience4j.ts';
import { semian } from './semian.ts';
import { sentinel } from './sentinel.ts';
import { spring } from './spring.ts';
import { textbook } from './textbook.ts';

/**
 * Every library whose settings can be read; a new one is a file and a line here. The first that knows a
 * file has it: what is told apart by more stands before what is told apart by less.
 */
export const LIBRARIES: readonly Library[] = [
  spring,
  resilience4j,
  hystrix,
  istio,
  envoy,
  dotnet,
  polly,
  sentinel,
  opossum,
  cockatiel,
  failsafe,
  gobreaker,
  pybreaker,
  circuitbreaker,
  semian,
  textbook,
  blackfriday,
];
