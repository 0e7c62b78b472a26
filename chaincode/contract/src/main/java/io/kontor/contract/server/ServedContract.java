package io.kontor.contract.server;

import io.grpc.stub.StreamObserver;
import io.kontor.contract.KontorContract;
import java.io.IOException;
import java.util.Properties;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;

/**
 * The contract at the end of one connection. The shim keeps the state of its talk with the peer in this object, so each connection gets
 * its own: a peer that comes back, and several peers of one server, are served. It reads nothing of the environment.
 */
final class ServedContract extends KontorContract {

    private final ServerConfig config;

    ServedContract(ServerConfig config) {
        this.config = config;
        processCommandLineOptions(new String[] {"-i", config.packageId()});
    }

    @Override
    protected StreamObserver<ChaincodeMessage> connectToPeer(StreamObserver<ChaincodeMessage> peer) throws IOException {
        return new ServedContract(config).talkTo(peer);
    }

    private StreamObserver<ChaincodeMessage> talkTo(StreamObserver<ChaincodeMessage> peer) throws IOException {
        getChaincodeConfig();
        return super.connectToPeer(peer);
    }

    @Override
    public void validateOptions() {
        // The configuration has been validated; the shim's own check is for chaincode that calls its peer.
    }

    @Override
    public Properties getChaincodeConfig() {
        Properties properties = super.getChaincodeConfig();
        properties.setProperty("TP_CORE_POOL_SIZE", Integer.toString(config.threads()));
        properties.setProperty("TP_MAX_POOL_SIZE", Integer.toString(config.threads()));
        properties.setProperty("TP_QUEUE_SIZE", "5000");
        return properties;
    }
}
