import type { Dot, Spot } from '../motion/scene.ts';

/** A region of the stage, in px. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is on the stage at one instant. */
export interface Scene {
  readonly dots: readonly Dot[];
  /** Services that calls go to: a lane each. */
  readonly services: readonly string[];
  /** Of the breaker; null where the arm has none. */
  readonly state: string | null;
  /** The order whose life is told; null: none. */
  readonly chosen: number | null;
}

/** Where one dot was drawn. */
export interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly dot: Dot;
}

/** From the left, as shares of the width. */
const REGIONS: Readonly<Record<Spot, readonly [from: number, until: number]>> = {
  backlog: [0, 0.15],
  workers: [0.165, 0.43],
  gate: [0.445, 0.475],
  way: [0.475, 0.505],
  queue: [0.505, 0.7],
  service: [0.715, 0.88],
  out: [0.895, 1],
};

const TITLES: Readonly<Record<Spot, string>> = {
  backlog: 'backlog',
  workers: 'with workers',
  gate: '',
  way: '',
  queue: 'queue',
  service: 'in service',
  out: 'ends',
};

/** In px, of a page whose text is of the usual size. */
const HEAD = 22;
const RADIUS = 3.2;
const STEP = 8;

const COLOURS: Readonly<Record<Dot['look'], string>> = {
  waiting: '--ink',
  abandoned: '--trouble',
  paid: '--successful',
  failed: '--failed',
  blocked: '--blocked',
  rejected: '--timedOut',
  declined: '--declined',
};

/** Draws one arm, and tells where each dot is. */
export function drawStage(canvas: HTMLCanvasElement, scene: Scene): Drawn[] {
  const { clientWidth: width, clientHeight: height } = canvas;
  const fineness = devicePixelRatio;
  if (canvas.width !== Math.round(width * fineness)) canvas.width = Math.round(width * fineness);
  if (canvas.height !== Math.round(height * fineness))
    canvas.height = Math.round(height * fineness);
  const context = canvas.getContext('2d')!;
  context.setTransform(fineness, 0, 0, fineness, 0, 0);
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name);
  drawRooms(context, scene, width, height, colour);
  return scene.dots.map((dot) => {
    const { x, y } = placeOf(dot, scene.services, width, height);
    drawDot(context, dot, x, y, colour(COLOURS[dot.look]));
    if (dot.life.order === scene.chosen) ring(context, x, y, colour('--ink'));
    return { x, y, dot };
  });
}

function drawRooms(
  context: CanvasRenderingContext2D,
  { services, state }: Scene,
  width: number,
  height: number,
  colour: (name: string) => string,
): void {
  context.font = `12px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = 'middle';
  for (const spot of Object.keys(REGIONS) as Spot[]) {
    const { left, top, width: wide, height: high } = boxOf(spot, 0, 1, width, height);
    context.fillStyle = colour('--soft');
    context.fillText(TITLES[spot], left + 2, HEAD / 2);
    if (spot === 'way') continue;
    if (spot === 'gate') {
      context.fillStyle = state === 'open' ? colour('--failed') : colour('--line');
      if (state !== null)
        context.fillRect(left, top, wide, state === 'half-open' ? high / 2 : high);
      continue;
    }
    context.strokeStyle = colour('--line');
    context.strokeRect(left + 0.5, top + 0.5, wide - 1, high - 1);
  }
  if (services.length < 2) return;
  context.fillStyle = colour('--soft');
  services.forEach((name, lane) => {
    const { left, top } = boxOf('queue', lane, services.length, width, height);
    context.fillText(name, left + 3, top + 8);
  });
}

function boxOf(spot: Spot, lane: number, lanes: number, width: number, height: number): Box {
  const [from, until] = REGIONS[spot];
  const high = (height - HEAD) / lanes;
  return {
    left: from * width,
    top: HEAD + lane * high,
    width: (until - from) * width,
    height: high,
  };
}

function placeOf(dot: Dot, services: readonly string[], width: number, height: number) {
  const hasLane = dot.service !== '';
  const lane = hasLane ? Math.max(0, services.indexOf(dot.service)) : 0;
  const box = boxOf(dot.spot, lane, hasLane ? services.length : 1, width, height);
  const [u, v] = scattered(dot.life.order);
  const inner = { width: box.width - 2 * RADIUS - 2, height: box.height - 2 * RADIUS - 2 };
  const at = (across: number, down: number) => ({
    x: box.left + RADIUS + 1 + across * inner.width,
    y: box.top + RADIUS + 1 + down * inner.height,
  });
  switch (dot.spot) {
    case 'queue':
    case 'backlog': {
      // A queue stands at its counter, row by row; one that is longer than its room piles up at the far end.
      const rows = Math.max(1, Math.floor(inner.height / STEP));
      const columns = Math.max(1, Math.floor(inner.width / STEP));
      const column = Math.min(columns - 1, Math.floor(dot.rank / rows));
      return at(1 - (column * STEP) / inner.width, ((dot.rank % rows) * STEP) / inner.height);
    }
    case 'gate':
      return at(0.5 - 1.5 * dot.age, v);
    case 'out':
      return at(dot.age, dot.look === 'paid' ? v * 0.45 : 0.55 + v * 0.45);
    case 'way':
    case 'workers':
    case 'service':
      return at(u, v);
  }
}

/** The same place for the same order, in every arm. */
function scattered(order: number): readonly [number, number] {
  const mixed = Math.imul(order ^ (order >>> 15), 0x2c1b3c6d);
  const more = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return [((more >>> 16) & 0xffff) / 0x1_0000, (more & 0xffff) / 0x1_0000];
}

function drawDot(
  context: CanvasRenderingContext2D,
  { look, age }: Dot,
  x: number,
  y: number,
  colour: string,
): void {
  context.globalAlpha = 1 - 0.85 * age;
  context.beginPath();
  context.arc(x, y, RADIUS, 0, 2 * Math.PI);
  // Told by its shape too: hollow is work that nobody waits for any more.
  if (look === 'abandoned') {
    context.strokeStyle = colour;
    context.lineWidth = 1.4;
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
  context.globalAlpha = 1;
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, 2.2 * RADIUS, 0, 2 * Math.PI);
  context.stroke();
}
