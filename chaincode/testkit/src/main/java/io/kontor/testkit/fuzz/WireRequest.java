package io.kontor.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What of an HTTP request may be changed without changing where it ends: a line with its target, a line for each header, an empty line,
 * its body.
 *
 * @param target path and query as they are sent
 * @param headers header lines without their ends
 * @param body body
 */
@SuppressWarnings("ArrayRecordComponent")
public record WireRequest(byte[] target, byte[] headers, byte[] body) {

    private static final byte[] NONE = {};

    /** A request; each header is {@code Name: value}. */
    public static WireRequest of(String target, byte[] body, String... headers) {
        return new WireRequest(utf8(target), utf8(String.join("\n", headers)), body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Its changeable form. */
    public byte[] sample() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(target);
        if (headers.length > 0) {
            bytes.write('\n');
            bytes.writeBytes(headers);
        }
        bytes.write('\n');
        bytes.write('\n');
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** The request that a changed form is. */
    public static WireRequest parse(byte[] sample) {
        int head = headEnd(sample);
        int target = 0;
        while (target < head && sample[target] != '\n') {
            target++;
        }
        return new WireRequest(
                Arrays.copyOf(sample, target),
                target < head ? Arrays.copyOfRange(sample, target + 1, head) : NONE,
                head + 2 < sample.length ? Arrays.copyOfRange(sample, head + 2, sample.length) : NONE);
    }

    private static int headEnd(byte[] sample) {
        for (int at = 0; at + 1 < sample.length; at++) {
            if (sample[at] == '\n' && sample[at + 1] == '\n') {
                return at;
            }
        }
        return sample.length;
    }

    /** The target as text; only what HTTP can carry in it comes back as it was. */
    public String targetText() {
        return new String(target, StandardCharsets.UTF_8);
    }

    /** What is sent, with the length of the body and some headers more. */
    public byte[] bytes(String method, String... more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8(method + " "));
        bytes.writeBytes(target);
        bytes.writeBytes(utf8(" HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n"));
        for (String header : more) {
            bytes.writeBytes(utf8(header + "\r\n"));
        }
        for (byte b : headers) {
            if (b == '\n') {
                bytes.write('\r');
            }
            bytes.write(b);
        }
        bytes.writeBytes(utf8(headers.length > 0 ? "\r\n\r\n" : "\r\n"));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
