package io.kontor.network.fabric;

import io.kontor.network.process.NetworkFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contract server's code: its class path, and the digest that the organisations agree on (NET-6).
 *
 * @param classPath jars and class folders, the contract's own first
 */
public record ContractProgram(List<Path> classPath) {
    private static final String MAIN = "io.kontor.contract.ContractMain";
    private static final int HEAP_MB = 160;

    public ContractProgram {
        classPath = List.copyOf(classPath);
        if (classPath.isEmpty()) {
            throw new NetworkFailure("Cannot serve the contract: its class path is empty");
        }
    }

    /**
     * The program of a built module.
     *
     * @param home folder of the modules
     * @throws NetworkFailure when it is not built
     */
    public static ContractProgram ofHome(Path home) {
        Path target = home.resolve("chaincode/contract/target").toAbsolutePath().normalize();
        Path jar = target.resolve("kontor-contract.jar");
        List<Path> path = new ArrayList<>(List.of(jar));
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            libraries.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(path::add);
        } catch (IOException e) {
            throw new NetworkFailure("Cannot serve the contract: " + e.getMessage() + " is not built", e);
        }
        if (!Files.isReadable(jar)) {
            throw new NetworkFailure("Cannot serve the contract: " + jar + " is not built");
        }
        return new ContractProgram(path);
    }

    /** The program on a class path, for tests. */
    public static ContractProgram ofClassPath(String classPath) {
        return new ContractProgram(Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList());
    }

    List<String> command(Path config) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MB + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:MaxMetaspaceSize=128m",
                "-Djava.awt.headless=true",
                "-cp",
                String.join(
                        File.pathSeparator,
                        classPath.stream().map(Path::toString).toList()),
                MAIN,
                "--config",
                config.toString());
    }

    /** SHA-256 in hex over names and SHA-256 of the files of its class path, in the order of the path. */
    public String digest() {
        try {
            MessageDigest all = MessageDigest.getInstance("SHA-256");
            for (Path entry : classPath) {
                for (Path file : files(entry)) {
                    String line = file.getFileName() + " " + HexFormat.of().formatHex(sha256(file)) + "\n";
                    all.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new NetworkFailure("Cannot digest the contract's code: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path entry) throws IOException {
        if (!Files.exists(entry)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] sha256(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        return digest.digest();
    }
}
