/** A job's place in line. */
export interface Ticket {
  readonly id: string;
  readonly workspace: string;
  readonly channel: string;
  /** When it was admitted: the order inside a channel. */
  readonly seq: number;
}

/** Workspaces take turns, inside one its channels, inside one it is first come, first served. */
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
type Channels = Map<string, readonly Ticket[]>;
type Workspaces = Map<string, Channels>;

export function createFairOrder(workspaces: Workspaces = new Map(), count = 0): FairOrder {
  let size = count;
  return {
    get size() {
      return size;
    },
    add(ticket) {
      const channels = workspaces.get(ticket.workspace) ?? new Map<string, readonly Ticket[]>();
      const line = channels.get(ticket.channel) ?? [];
      workspaces.set(ticket.workspace, channels);
      channels.set(ticket.channel, inserted(line, ticket));
      size += 1;
    },
    take() {
      const [workspace, channels] = first(workspaces) ?? [];
      const [channel, line] = (channels && first(channels)) ?? [];
      const [ticket, ...others] = line ?? [];
      if (workspace === undefined || channels === undefined || channel === undefined || !ticket)
        return undefined;
      channels.delete(channel);
      if (others.length > 0) channels.set(channel, others);
      workspaces.delete(workspace);
      if (channels.size > 0) workspaces.set(workspace, channels);
      size -= 1;
      return ticket;
    },
    remove(ticket) {
      const channels = workspaces.get(ticket.workspace);
      const line = channels?.get(ticket.channel);
      const others = line?.filter((other) => other.id !== ticket.id);
      if (!channels || !line || !others || others.length === line.length) return;
      if (others.length > 0) channels.set(ticket.channel, others);
      else channels.delete(ticket.channel);
      if (channels.size === 0) workspaces.delete(ticket.workspace);
      size -= 1;
    },
    copy: () =>
      createFairOrder(new Map([...workspaces].map(([name, channels]) => [name, new Map(channels)])), size),
  };
}

const first = <K, V>(ring: Map<K, V>): [K, V] | undefined => ring.entries().next().value;

/** Usually at the end; in the middle when a job that was admitted earlier comes later. */
function inserted(line: readonly Ticket[], ticket: Ticket): readonly Ticket[] {
  const at = line.findLastIndex((other) => other.seq < ticket.seq) + 1;
  return line.toSpliced(at, 0, ticket);
}
