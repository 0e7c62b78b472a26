package io.kontor.cli.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request on it. One thread. */
final class LoadConnection implements AutoCloseable {

    private static final int OUT_BYTES = 16_384;
    private static final int IN_BYTES = 262_144;
    private static final int STATUS_AT = 9;
    private static final byte[] LENGTH = "content-length:".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Caller caller;
    private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES);
    private final ByteBuffer direct = ByteBuffer.allocateDirect(IN_BYTES);
    private final byte[] in = new byte[IN_BYTES];
    private int filled;
    private long sentAt;

    private LoadConnection(SocketChannel channel, Caller caller) {
        this.channel = channel;
        this.caller = caller;
    }

    static LoadConnection open(InetSocketAddress address, Caller caller) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return new LoadConnection(channel, caller);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends the next request; its latency counts from {@code since}. */
    void send(long since) throws IOException {
        out.clear();
        caller.write(out);
        out.flip();
        sentAt = since;
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    long sentAt() {
        return sentAt;
    }

    /** Reads what is there: the status once the answer is whole, else 0. */
    int receive() throws IOException {
        direct.clear();
        int read = channel.read(direct);
        if (read < 0) {
            throw new IOException("the server closed a connection");
        }
        direct.flip().get(in, filled, read);
        filled += read;
        int body = bodyAt();
        if (body < 0 || filled < body + contentLength(body)) {
            return 0;
        }
        int status = digits(STATUS_AT);
        filled = 0;
        caller.answered(status);
        return status;
    }

    private int bodyAt() {
        for (int i = 3; i < filled; i++) {
            if (in[i] == '\n' && in[i - 1] == '\r' && in[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int end) throws IOException {
        for (int i = 1; i < end - LENGTH.length; i++) {
            if (in[i - 1] == '\n' && startsWithLength(i)) {
                return digits(i + LENGTH.length);
            }
        }
        throw new IOException("the server answered without Content-Length");
    }

    private boolean startsWithLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((in[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int digits(int from) {
        int at = from;
        while (in[at] == ' ') {
            at++;
        }
        int value = 0;
        while (in[at] >= '0' && in[at] <= '9') {
            value = value * 10 + in[at] - '0';
            at++;
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
