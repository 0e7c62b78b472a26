package io.kontor.contract.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The digest of the code that this process runs, as the organisations agree on it (SRV-3): SHA-256 over a line for each file of the class
 * path with its name and SHA-256. It stops mistakes, not malice: who changes the code can change this too.
 */
final class CodeDigest {
    private static final int BUFFER = 1 << 16;

    private CodeDigest() {}

    /**
     * Compares the code with what was agreed.
     *
     * @throws IllegalArgumentException when it is other code
     */
    static void requireAgreed(String agreed, String classPath) throws IOException {
        String own = of(classPath);
        if (!own.equals(agreed)) {
            throw new IllegalArgumentException("its code has digest " + own + ", the organisations agreed on " + agreed
                    + "; serve that code, or let them agree with kontor network approve");
        }
    }

    static String of(String classPath) throws IOException {
        MessageDigest all = sha256();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.isBlank()) {
                for (Path file : files(Path.of(entry))) {
                    String line = file.getFileName() + " " + HexFormat.of().formatHex(digest(file)) + "\n";
                    all.update(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static List<Path> files(Path entry) throws IOException {
        if (!Files.exists(entry)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BUFFER];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest code: the Java runtime has no SHA-256", e);
        }
    }
}
