import NIOCore
import Testing

@testable import FalClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct TransportFaultTests {
  @Test(arguments: [EHOSTUNREACH, ENETUNREACH, ENETDOWN, ECONNRESET, EPIPE, ETIMEDOUT])
  func `a network that goes away under a connection may have carried the request`(code: Int32) {
    let over = TransportFault(IOError(errnoCode: code, reason: "connection reset (error set)"), host: "h")
    #expect(!over.isBeforeSending)
    let before = TransportFault(
      IOError(errnoCode: EHOSTUNREACH, reason: "connect(descriptor:addr:size:)"), host: "h")
    #expect(before.isBeforeSending)
  }
}
