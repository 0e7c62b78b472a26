package io.kontor.devpeer.gateway;

import com.google.protobuf.Any;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** gRPC errors with Fabric's typed details. */
final class RpcErrors {

    private RpcErrors() {}

    static StatusRuntimeException of(
            final Status.Code code, final String description, final List<ErrorDetail> details) {
        final com.google.rpc.Status.Builder status =
                com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(description);
        details.forEach(detail -> status.addDetails(Any.pack(detail)));
        return StatusProto.toStatusRuntimeException(status.build());
    }

    static StatusRuntimeException of(final Status.Code code, final String description) {
        return of(code, description, List.of());
    }
}
