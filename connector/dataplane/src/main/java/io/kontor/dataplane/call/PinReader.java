package io.kontor.dataplane.call;

import io.kontor.dataplane.call.RequestedRange.ByteRange;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads bytes of a pin in clear, piece by piece. One thread at a time. */
final class PinReader implements AutoCloseable {

    private final RandomAccessFile file;
    private final Opener opener;
    private final long to;
    private long at;

    /** Opens a sealed piece. */
    interface Opener {
        byte[] open(byte[] closed, long piece);
    }

    PinReader(Path path, ByteRange range, Opener opener) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.opener = opener;
        this.at = range.from();
        this.to = range.to();
        if (range.length() > 0) {
            long piece = at / Pin.PIECE_BYTES;
            file.seek(piece * (Integer.BYTES + firstLength()));
        }
    }

    /** Sealed length of the first piece; all but the last are as long. */
    private int firstLength() throws IOException {
        file.seek(0);
        return file.readInt();
    }

    /** The next bytes; an empty array at the end. */
    byte[] read() throws IOException {
        if (at >= to) {
            return new byte[0];
        }
        byte[] sealed = new byte[file.readInt()];
        file.readFully(sealed);
        long piece = at / Pin.PIECE_BYTES;
        byte[] clear = opener.open(sealed, piece);
        int start = (int) (at - piece * Pin.PIECE_BYTES);
        int end = (int) Math.min(clear.length, to - piece * Pin.PIECE_BYTES);
        at += end - start;
        return start == 0 && end == clear.length ? clear : Arrays.copyOfRange(clear, start, end);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
