package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Collection;

/** Reads protocol buffers that have one form only: no unknown field anywhere, and the same bytes when written again. */
final class StrictProto {

    private StrictProto() {}

    static <T extends Message> T parse(Parser<T> parser, ByteString bytes, EvidenceCheck check, String what) {
        T message;
        try {
            message = parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw check.refuse("the " + what + " cannot be read: " + e.getMessage());
        }
        if (!message.toByteString().equals(bytes)) {
            throw check.refuse("the " + what + " has other bytes when it is written again");
        }
        if (hasUnknownFields(message)) {
            throw check.refuse("the " + what + " has fields that are not known");
        }
        return message;
    }

    private static boolean hasUnknownFields(Message message) {
        return !message.getUnknownFields().asMap().isEmpty()
                || message.getAllFields().values().stream().anyMatch(StrictProto::holdsUnknownFields);
    }

    private static boolean holdsUnknownFields(Object value) {
        if (value instanceof Message nested) {
            return hasUnknownFields(nested);
        }
        return value instanceof Collection<?> many && many.stream().anyMatch(StrictProto::holdsUnknownFields);
    }
}
