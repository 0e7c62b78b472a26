package io.kontor.contract.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.LogManager;

/** Runs one server as a process: settings in, {@code READY host:port} out, one clear line when it cannot. */
public final class ServerProcess {

    private static final int CANNOT_START = 2;

    private ServerProcess() {}

    /**
     * Serves until the process is ended.
     *
     * @param arguments {@code --config FILE}
     */
    public static void run(String[] arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            fail("Cannot start contract server: arguments must be --config FILE");
        }
        try (ContractServer server = start(Path.of(arguments[1]))) {
            System.out.println("READY " + server.address());
            server.await();
        } catch (IOException | IllegalArgumentException e) {
            fail("Cannot start contract server with " + arguments[1] + ": " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ContractServer start(Path file) throws IOException {
        ServerConfig config = ServerConfig.read(file);
        Optional<String> agreed = ServerConfig.agreedDigest(file);
        if (agreed.isPresent()) {
            CodeDigest.requireAgreed(agreed.get(), System.getProperty("java.class.path"));
        }
        logAt(config.logLevel());
        return ContractServer.start(config);
    }

    private static void logAt(String level) throws IOException {
        // The shim reports each refusal as an error of its own.
        String settings = "handlers=java.util.logging.ConsoleHandler\n.level=" + level
                + "\njava.util.logging.ConsoleHandler.level=" + level
                + "\njava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n\n";
        String quiet = "org.hyperledger.fabric.shim.impl.ChaincodeInvocationTask.level=OFF\n";
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream((settings + quiet).getBytes(StandardCharsets.UTF_8)));
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "file " + missing.getFile() + " does not exist";
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return e.getMessage() + (cause == e ? "" : " (" + cause.getMessage() + ")");
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(CANNOT_START);
    }
}
