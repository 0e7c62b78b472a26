package io.kontor.devpeer.gateway;

import java.util.OptionalLong;
import org.hyperledger.fabric.protos.orderer.SeekPosition;

/** Turns a seek position into a block number, which is unsigned. */
final class StartPosition {

    private StartPosition() {}

    /** Empty when the position does not say anything. */
    static OptionalLong of(final SeekPosition position, final long height) {
        return switch (position.getTypeCase()) {
            case OLDEST -> OptionalLong.of(0);
            case NEWEST -> OptionalLong.of(height - 1);
            case NEXT_COMMIT -> OptionalLong.of(height);
            case SPECIFIED -> OptionalLong.of(position.getSpecified().getNumber());
            default -> OptionalLong.empty();
        };
    }
}
