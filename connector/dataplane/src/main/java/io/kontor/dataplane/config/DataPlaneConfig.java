package io.kontor.dataplane.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The whole configuration. Keys, defaults and units stand at the records' components.
 *
 * @param role {@code role}: supplier, consumer or both
 * @param participantId {@code participant-id}: the member that runs this
 * @param cityId {@code city-id}: its city
 * @param stateFolder {@code state-folder}: journals, keys, flows; one instance each
 * @param ledger keys {@code ledger.…}
 * @param supplier present for the roles supplier and both
 * @param consumer present for the roles consumer and both
 */
public record DataPlaneConfig(
        Role role,
        String participantId,
        String cityId,
        Path stateFolder,
        LedgerConfig ledger,
        Optional<SupplierConfig> supplier,
        Optional<ConsumerSettings> consumer) {

    /**
     * Reads a file.
     *
     * @throws ConfigException in one line
     */
    public static DataPlaneConfig read(Path file) {
        ConfigFile config = ConfigFile.read(file);
        Role role = config.constant("role", Role.class);
        DataPlaneConfig read = new DataPlaneConfig(
                role,
                config.required("participant-id"),
                config.required("city-id"),
                config.path("state-folder"),
                LedgerConfig.read(config),
                role.supplies() ? Optional.of(SupplierConfig.read(config)) : Optional.empty(),
                role.consumes() ? Optional.of(ConsumerSettings.read(config)) : Optional.empty());
        config.requireAllUsed();
        return read;
    }
}
