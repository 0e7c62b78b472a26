package io.kontor.testkit.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection that sends bytes as HTTP, well-formed or not, and reads whole answers. It is made anew when the other side has closed it, and
 * is never more than one. For one thread.
 */
public final class Wire implements AutoCloseable {

    private static final int TIMEOUT_MS = 120_000;
    private static final int LINE_MAX = 64 * 1024;
    private static final int BODY_MAX = 32 << 20;
    private static final Pattern STATUS = Pattern.compile(" ([1-5][0-9]{2})(?: |$)");

    private final URI address;
    private Optional<Connection> open = Optional.empty();

    /** A connection to a base URL. */
    public Wire(String baseUrl) {
        this.address = URI.create(baseUrl);
    }

    private record Connection(Socket socket, InputStream in) {}

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param headers headers by their name in small letters
     * @param body whole body
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** A header. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** Sends one request and reads its answer. */
    public Answer send(byte[] request) throws IOException {
        boolean reused = open.isPresent();
        try {
            return exchange(request);
        } catch (IOException e) {
            close();
            if (!reused || e instanceof SocketTimeoutException) {
                throw e;
            }
            // The other side may have closed the connection after its last answer.
            return exchange(request);
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        Connection connection = connection();
        connection.socket().getOutputStream().write(request);
        Answer answer = read(connection.in())
                .orElseThrow(() -> new IOException("Cannot read answer: the connection was closed"));
        if (connection.in().available() > 0
                || answer.header("connection").filter("close"::equals).isPresent()) {
            close();
        }
        return answer;
    }

    /** Sends bytes on a connection of their own, ends the stream, and reads all answers until the other side has closed it. */
    public List<Answer> pour(byte[] bytes) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (Socket socket = socket()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            for (Optional<Answer> answer = read(in); answer.isPresent(); answer = read(in)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private Connection connection() throws IOException {
        if (open.isEmpty()) {
            Socket socket = socket();
            open = Optional.of(new Connection(socket, new BufferedInputStream(socket.getInputStream())));
        }
        return open.get();
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static Optional<Answer> read(InputStream in) throws IOException {
        Optional<String> status = line(in);
        if (status.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = required(in); !line.isEmpty(); line = required(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int code = status(status.get());
        return code == 100 ? read(in) : Optional.of(new Answer(code, headers, body(in, code, headers)));
    }

    /** The version before it may be one that the request made up. */
    private static int status(String line) {
        Matcher matcher = STATUS.matcher(line);
        if (!matcher.find()) {
            throw new AssertionError("answer that begins with '" + line + "'");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static byte[] body(InputStream in, int code, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.writeBytes(bytes(in, size));
                required(in);
            }
            required(in);
        } else if (code != 204) {
            body.writeBytes(bytes(in, Integer.parseInt(headers.getOrDefault("content-length", "0"))));
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(required(in), 16);
    }

    private static byte[] bytes(InputStream in, int length) throws IOException {
        if (length > BODY_MAX) {
            throw new AssertionError("answer of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("Cannot read answer: it ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String required(InputStream in) throws IOException {
        return line(in).orElseThrow(() -> new IOException("Cannot read answer: it ends in its head"));
    }

    /** A line without its end; empty at the end of the stream. */
    private static Optional<String> line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return Optional.empty();
            }
            if (line.length() > LINE_MAX) {
                throw new AssertionError("answer with a line of more than " + LINE_MAX + " bytes");
            }
            line.append((char) b);
        }
        return Optional.of(line.toString().strip());
    }

    @Override
    public void close() {
        open.ifPresent(connection -> {
            try {
                connection.socket().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        open = Optional.empty();
    }
}
