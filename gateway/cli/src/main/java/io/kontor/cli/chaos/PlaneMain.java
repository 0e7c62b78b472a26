package io.kontor.cli.chaos;

import io.kontor.dataplane.DataPlaneMain;
import java.nio.file.Path;
import java.util.Arrays;

/** The data plane's program by a clock that can be stepped: {@code PlaneMain CLOCKFILE --config FILE}. */
public final class PlaneMain {

    private PlaneMain() {}

    /** Runs {@link DataPlaneMain} until SIGTERM. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("Cannot start: usage is PlaneMain CLOCKFILE --config FILE");
            System.exit(2);
        }
        DataPlaneMain.run(Arrays.copyOfRange(arguments, 1, arguments.length), SteppedClock.of(Path.of(arguments[0])));
    }
}
