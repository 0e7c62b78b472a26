package io.kontor.evidence.log;

import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a file, none longer than a bound, so that no file can fill the memory. */
final class BoundedLines {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] line;
    private int at;
    private int end;

    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.line = new byte[longest];
    }

    /** The next line without its end; empty at the end of the file. */
    Optional<String> next() throws IOException {
        int length = 0;
        while (fill()) {
            byte b = buffer[at];
            at++;
            if (b == '\n') {
                return Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
            }
            if (length == line.length) {
                throw new MalformedException("Cannot read log export: a line is longer than " + line.length + " bytes");
            }
            line[length] = b;
            length++;
        }
        if (length > 0) {
            throw new MalformedException("Cannot read log export: its last line has no end");
        }
        return Optional.empty();
    }

    private boolean fill() throws IOException {
        if (at == end) {
            end = Math.max(0, in.read(buffer));
            at = 0;
        }
        return end > 0;
    }
}
