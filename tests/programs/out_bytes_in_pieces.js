for (const byte of Buffer.from('grün 🙂\n')) process.stdout.write(Uint8Array.of(byte));
