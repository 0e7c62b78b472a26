package io.kontor.simulation.run;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.rejection.RejectionCode;

/** What a machine answers. */
sealed interface Reply {

    /** One line for the trace. */
    String summary();

    /**
     * A session was opened.
     *
     * @param answer canonical JSON
     */
    record Opened(String answer) implements Reply {

        @Override
        public String summary() {
            return "a session";
        }
    }

    /**
     * A code without a receipt.
     *
     * @param code code
     */
    record Code(RejectionCode code) implements Reply {

        @Override
        public String summary() {
            return code.name();
        }
    }

    /**
     * A receipt with the bytes that came under it.
     *
     * @param leaf receipt
     * @param bytes result, empty when there is none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Receipt(byte[] leaf, byte[] bytes) implements Reply {

        @Override
        public String summary() {
            CallReceipt receipt = LeafCodec.decodeReceipt(leaf);
            return receipt.kind() + " " + receipt.logId() + " " + receipt.index() + " under " + receipt.sequence()
                    + " with " + bytes.length + " bytes";
        }
    }
}
