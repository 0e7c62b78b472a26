package io.kontor.cli.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program of Kontor is started as a process of its own.
 *
 * @param name unique name in its deployment; names the log and the process-id file
 * @param module Maven module folder that holds {@code target/<jar>} and {@code target/lib}, under the home folder
 * @param mainClass class to run
 * @param arguments its arguments
 * @param heapMb largest heap in MB, 32 at least
 * @param readyMark text in the log line that says it is ready
 */
public record JavaProgram(
        String name, String module, String mainClass, List<String> arguments, int heapMb, String readyMark) {

    public JavaProgram {
        arguments = List.copyOf(arguments);
        if (heapMb < 32) {
            throw new IllegalArgumentException(
                    "Cannot start " + name + ": heap is " + heapMb + " MB, must be at least 32");
        }
    }

    List<String> command(Path home) {
        Path target = home.resolve(module).resolve("target");
        String jar = "kontor-" + Path.of(module).getFileName() + ".jar";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMb + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=192m",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-cp",
                target.resolve(jar) + java.io.File.pathSeparator + target.resolve("lib") + "/*",
                mainClass));
        command.addAll(arguments);
        return command;
    }
}
