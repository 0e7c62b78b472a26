package io.kontor.network.fabric;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * The package that every organisation installs: it names the contract's digest and holds no address, so it is the same bytes everywhere
 * (NET-6).
 */
final class ContractPackage {
    private static final int BLOCK = 512;
    private static final int SHORT = 16;

    private final String label;
    private final byte[] bytes;

    private ContractPackage(String label, byte[] bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    static ContractPackage of(String digest) {
        String label = "kontor_" + digest.substring(0, SHORT);
        try {
            byte[] code = gzip(tar("connection.json", "{\"digest\":\"" + digest + "\"}\n"));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(entry("metadata.json", utf8("{\"type\":\"ccaas\",\"label\":\"" + label + "\"}\n")));
            all.writeBytes(entry("code.tar.gz", code));
            all.writeBytes(new byte[2 * BLOCK]);
            return new ContractPackage(label, gzip(all.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot pack contract " + label, e);
        }
    }

    /** {@code kontor_<first 16 hex digits of the digest>}. */
    String label() {
        return label;
    }

    /** The gzipped tar. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** Label and SHA-256, as the peers name it. */
    String id() {
        try {
            return label + ":"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot name package " + label, e);
        }
    }

    void write(Path file) throws IOException {
        Files.write(file, bytes);
    }

    /** Writes it into a network's folder. */
    Path file(NetworkFolder folder) throws IOException {
        Path file = folder.channel().resolve(label + ".tgz");
        write(file);
        return file;
    }

    private static byte[] tar(String name, String text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(entry(name, utf8(text)));
        all.writeBytes(new byte[2 * BLOCK]);
        return all.toByteArray();
    }

    /** One file in ustar form, owned by nobody, of no time. */
    private static byte[] entry(String name, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o\0", content.length));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header);
        all.writeBytes(content);
        all.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return all.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = utf8(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
