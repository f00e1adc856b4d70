import { code, heading, type Page, prose } from './page.ts';

export const lab: Page = {
  name: 'lab',
  summary: 'the engine in a page: knobs, a class that votes, links that carry a scenario',
  blocks: () => [
    prose(`The lab is the engine in a page of the browser: a scenario on the left, what comes of it on the right. A knob
      is turned, the file below it changes in that one place, and the scenario is run again. The numbers are those of
      the command line, to the digit; "Show me the command" gives the command. Nothing is sent anywhere, and no network
      is needed.`),
    code(`
      blackfriday lab                          the flagship, served to this machine only
      blackfriday lab my.yaml --no-open        the address is printed
      blackfriday lab -o lab.html              one file, for a disk or any web server
      blackfriday lab --class 192.168.1.7:8080 a class that votes from its phones`),
    heading('What it shows'),
    prose(`While a hand moves, a large scenario is run coarsely: one order in so many, with capacities, queues and
      windows in proportion. It says so, and it is not the whole: small numbers scatter more. How coarse it is follows
      from how fast this machine has been. The whole run comes behind it, each arm on a core of its own; an arm that the
      knob does not concern, such as the one without breaker where a knob of the breaker moves, is not run again. A run
      that nobody waits for any more is given up. A file with a mistake is not run: the mistake is underlined in the words
      of check, and the last sound run stays, pale. More than 30 million orders are a matter for the terminal.`),
    prose(
      `On a phone the scenario stands above its result, and a line for each arm stays in sight while a knob moves.`,
    ),
    prose(`"Pin as an arm" keeps what was changed as an arm beside the others and puts the knobs back, so that the next
      idea is compared with it. "30 seeds" runs seeds 1 to 30 in the background, on all cores, and tells intervals. The
      trouble of a script is a bar that can be dragged, and stretched by its ends; its knobs do the same by keyboard.`),
    prose(`"Orders in motion" draws every so many-th order of this very run as a dot, the same orders in every arm, each
      where it was at that instant. A hollow dot is work that goes on though nobody waits for it. A click on a dot, or
      "Follow the next order", tells its life. Where the system asks for reduced motion nothing moves by itself.`),
    prose(`The address carries the scenario, its seed and what is looked at, packed behind the #, which no browser sends to
      a server. Scenarios and the files that they name are opened by dropping them onto the page. Files of more than some
      200,000 characters stay out of the address.`),
    heading('A class'),
    prose(`The lessons stand in the page: predict, run, see why, and then the scenario is there to try further. With
      --class, students join from their phones by a QR code or a short code, and vote; the projector shows how many did,
      and how they voted only when it is told what was right. The address that is printed is the teacher's: whoever has
      it asks and tells. A vote is kept in memory as long as its question stands, under a word of luck; there are no
      names. The way is plain HTTP: for a network that you trust.`),
  ],
};
