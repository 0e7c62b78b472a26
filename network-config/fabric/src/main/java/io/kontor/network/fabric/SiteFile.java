package io.kontor.network.fabric;

import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What one organisation's own folder is: {@code site.properties} (NET-11).
 *
 * @param organisation whose it is
 * @param host its machine
 * @param portBase first of its ten ports
 */
record SiteFile(Organisation organisation, Host host, int portBase) {
    private static final String NAME = "site.properties";

    static Path in(NetworkFolder folder) {
        return folder.root().resolve(NAME);
    }

    NetworkPorts.OfOrganisation ports() {
        return new NetworkPorts(portBase).of(0);
    }

    void write(NetworkFolder folder) throws IOException {
        KeyFiles.text(
                in(folder),
                "# Written by kontor network init: the folder of one organisation, with its own keys only.\nversion="
                        + NetworkFolder.VERSION + "\nmsp=" + organisation.mspId() + "\ncity=" + organisation.city()
                        + "\nkind=" + organisation.kind() + "\nhost=" + host.name() + "\nlisten=" + host.listen()
                        + "\nport-base=" + portBase + "\n");
    }

    /**
     * What stands there, if the folder is an organisation's.
     *
     * @throws NetworkFailure when it is of another version or damaged
     */
    static Optional<SiteFile> read(NetworkFolder folder) {
        Path file = in(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new NetworkFailure("Cannot read " + file + ": " + NetworkFolder.reason(e), e);
        }
        NetworkFolder.requireVersion(folder.root(), properties);
        try {
            return Optional.of(new SiteFile(
                    new Organisation(
                            properties.getProperty("msp", ""),
                            properties.getProperty("city", ""),
                            properties.getProperty("kind", "")),
                    new Host(properties.getProperty("host", ""), properties.getProperty("listen", "")),
                    Integer.parseInt(properties.getProperty("port-base", ""))));
        } catch (IllegalArgumentException | NetworkFailure e) {
            throw new NetworkFailure(
                    "Cannot use folder " + folder.root() + ": its " + NAME + " is damaged (" + e.getMessage() + ")");
        }
    }
}
