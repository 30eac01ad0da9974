/** A job's place in line. */
export interface Ticket {
  readonly id: string;
  readonly workspace: string;
  readonly channel: string;
  /** When it was admitted: the order inside a channel. */
  readonly seq: number;
}

/** Workspaces take turns, and so do the channels of a workspace; within a channel it is first come, first served. */
export interface FairOrder {
  readonly size: number;
  add(ticket: Ticket): void;
  /** Removes the one whose turn it is. */
  take(): Ticket | undefined;
  remove(ticket: Ticket): void;
  /** The same order, to look ahead without changing this one. */
  copy(): FairOrder;
}

/** Rings in turn order: a Map keeps the order of insertion, so the first key is next and moves to the end once served. */
type Channels = Map<string, Line>;
type Workspaces = Map<string, Channels>;

/** Those of `tickets` before `served` are gone. Never changed in place, so that copies can share it. */
interface Line {
  readonly tickets: readonly Ticket[];
  readonly served: number;
}

const emptyLine: Line = { tickets: [], served: 0 };

export function createFairOrder(workspaces: Workspaces = new Map(), count = 0): FairOrder {
  let size = count;
  return {
    get size() {
      return size;
    },
    add(ticket) {
      const channels = workspaces.get(ticket.workspace) ?? new Map<string, Line>();
      workspaces.set(ticket.workspace, channels);
      channels.set(ticket.channel, inserted(channels.get(ticket.channel) ?? emptyLine, ticket));
      size += 1;
    },
    take() {
      for (const [workspace, channels] of workspaces) {
        for (const [channel, { tickets, served }] of channels) {
          channels.delete(channel);
          if (served + 1 < tickets.length) channels.set(channel, { tickets, served: served + 1 });
          workspaces.delete(workspace);
          if (channels.size > 0) workspaces.set(workspace, channels);
          size -= 1;
          return tickets[served];
        }
      }
      return undefined;
    },
    remove(ticket) {
      const channels = workspaces.get(ticket.workspace);
      const line = channels?.get(ticket.channel);
      const at = line?.tickets.indexOf(ticket, line.served) ?? -1;
      if (!channels || !line || at < 0) return;
      const left = line.tickets.slice(line.served).toSpliced(at - line.served, 1);
      if (left.length > 0) channels.set(ticket.channel, { tickets: left, served: 0 });
      else channels.delete(ticket.channel);
      if (channels.size === 0) workspaces.delete(ticket.workspace);
      size -= 1;
    },
    copy: () =>
      createFairOrder(new Map([...workspaces].map(([name, channels]) => [name, new Map(channels)])), size),
  };
}

/** Usually at the end; further ahead when one that was admitted earlier comes later. */
function inserted({ tickets, served }: Line, ticket: Ticket): Line {
  const waiting = tickets.slice(served);
  const at = waiting.findLastIndex((other) => other.seq < ticket.seq) + 1;
  return { tickets: waiting.toSpliced(at, 0, ticket), served: 0 };
}
