import { arenaAt } from './layout';
import { webAssembly } from './webAssembly';

const memoryPageBytes = 65_536;
const growthBytes = 4 * 2 ** 20;
const maxMemoryPages = 65_536;

/** So much may be read behind the last byte that was written: the assembly reads 16 bytes at a time. */
const slackBytes = 64;

/**
 * Memory of one store, up to 4 GiB, that grows without being copied and is handed out from the front. `u8`, `u16` and `u32` are replaced when
 * it grows: take them anew after every call that may make it grow.
 */
export class Arena {
  readonly memory = new webAssembly.Memory({ initial: arenaAt / memoryPageBytes, maximum: maxMemoryPages });
  u8 = new Uint8Array(this.memory.buffer);
  u16 = new Uint16Array(this.memory.buffer);
  u32 = new Uint32Array(this.memory.buffer);
  /** Where the next byte goes. */
  end = arenaAt;

  /** Makes room for `bytes` more behind `end`. Throws RangeError when that is more than can be had. */
  reserve(bytes: number): void {
    const missing = this.end + bytes + slackBytes - this.u8.length;
    if (missing <= 0) {
      return;
    }
    const left = maxMemoryPages - this.u8.length / memoryPageBytes;
    const needed = Math.ceil(missing / memoryPageBytes);
    this.memory.grow(Math.max(needed, Math.min(left, growthBytes / memoryPageBytes)));
    this.u8 = new Uint8Array(this.memory.buffer);
    this.u16 = new Uint16Array(this.memory.buffer);
    this.u32 = new Uint32Array(this.memory.buffer);
  }

  /** Takes `bytes` from the front, at an address that can be divided by 16. What was lent may have left something there. */
  allocate(bytes: number): number {
    this.reserve(bytes + 16);
    const address = Math.ceil(this.end / 16) * 16;
    this.end = address + bytes;
    return address;
  }

  /** Puts bytes at the far end, with room for `bytesBefore` more in front of them, and gives their address. */
  lend(bytes: Uint8Array, bytesBefore: number): number {
    this.reserve(bytesBefore + bytes.length);
    const address = this.u8.length - slackBytes - bytes.length;
    this.u8.set(bytes, address);
    return address;
  }
}
