package io.kontor.cli.bench;

import io.kontor.cli.process.StartFailure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A measured process: server, upstream or load generator, on the processor that it is given. One thread. */
final class BenchProcess implements AutoCloseable {

    private static final long END_SECONDS = 15;

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private BenchProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-" + name));
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /**
     * How a process is started.
     *
     * @param name for messages and the log
     * @param classPath class path
     * @param command options, class and arguments
     * @param pin where it may run
     */
    record Program(String name, String classPath, List<String> command, Pinning pin) {}

    /** Starts it and waits for its READY. */
    static BenchProcess start(Program program, Path logs) {
        List<String> command = new ArrayList<>(program.pin().prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-Djava.awt.headless=true");
        command.add("-cp");
        command.add(program.classPath());
        command.addAll(program.command());
        Path log = logs.resolve(program.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            BenchProcess started = new BenchProcess(program.name(), builder.start());
            for (String line = started.out.readLine(); line != null; line = started.out.readLine()) {
                if (line.startsWith("READY")) {
                    return started;
                }
            }
            started.close();
            throw new StartFailure("Cannot start " + program.name() + ": see " + log, null);
        } catch (IOException e) {
            throw new StartFailure("Cannot start " + program.name() + ": " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Sends a line and waits for the line that answers it. */
    String ask(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("Cannot go on: " + name + " ended");
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
