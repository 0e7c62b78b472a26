package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * A receipt log of one data-plane instance, registered on the ledger.
 *
 * @param logId identifier
 * @param participantId supplier that runs it
 * @param cityId city of the supplier
 * @param suite crypto suite of its hashes and signatures, e.g. {@code intl}
 * @param publicKey DER SubjectPublicKeyInfo of the key that signs its heads, base64
 * @param address base URL of the instance for callers and mirrors
 * @param epoch current epoch; an instance may serve only under the newest one
 * @param instance random identifier of the instance that claimed the epoch; may be empty at epoch 0
 */
public record ReceiptLog(
        String logId,
        String participantId,
        String cityId,
        String suite,
        String publicKey,
        String address,
        long epoch,
        String instance) {

    public ReceiptLog {
        Ids.require("log id", logId);
        Ids.require("participant id", participantId);
        Ids.require("city id", cityId);
        Ids.require("suite", suite);
        Checks.base64("public key", publicKey, 1024);
        Checks.text("address", address, 512);
        Checks.range("epoch", epoch, 0, Checks.MAX);
        if (epoch > 0 || !instance.isEmpty()) {
            Checks.hex16("instance", instance);
        }
    }
}
