package io.kontor.dataplane.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A port of this machine behind which nothing listens until it is opened; then it leads to another one. */
final class Relay implements AutoCloseable {

    private final int target;
    private final int port;
    private @Nullable ServerSocket server;

    Relay(int target) throws IOException {
        this.target = target;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    synchronized void open() {
        if (server != null) {
            return;
        }
        ServerSocket listening;
        try {
            listening = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = listening;
        start(() -> {
            while (!listening.isClosed()) {
                Socket near = listening.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> copy(near.getInputStream(), far.getOutputStream()));
                start(() -> copy(far.getInputStream(), near.getOutputStream()));
            }
        });
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        try (from;
                to) {
            from.transferTo(to);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What fails has been closed by one side or by the test. */
    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
