package io.kontor.cli.deploy;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Portal accounts of the demonstration: one officer for each member, all with the same synthetic password. */
final class PortalAccounts {
    /** BCrypt of {@link Secrets#PORTAL}. */
    private static final String HASH = "$2a$10$WnHUA62w/MWSIu6nwW5XF.JE7/3wdCzu5FXRwgE9S7zdATMx1rFIu";

    Path write(Path file) {
        List<JsonObject> accounts =
                Cast.ACTORS.stream().map(PortalAccounts::account).toList();
        JsonObject object =
                JsonObject.builder().put("accounts", JsonArray.of(accounts)).build();
        try {
            Files.writeString(file, object.toString());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write accounts " + file, e);
        }
    }

    private static JsonObject account(Cast.Actor actor) {
        return JsonObject.builder()
                .put("username", actor.participantId().toLowerCase(java.util.Locale.ROOT))
                .put("passwordHash", HASH)
                .put("participantId", actor.participantId())
                .put("role", actor.role().name())
                .put("keyId", KeyStoreFolder.OFFICER)
                .put("displayName", actor.name())
                .put("language", "zh-CN")
                .build();
    }
}
