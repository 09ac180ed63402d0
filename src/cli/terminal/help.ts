/** What there is, on one screen; each command tells the rest of itself. */
export const HELP = `Usage: aks-sandbox COMMAND [options]

Commands:
  verify [POD…]         reads the kernel of sandboxed pods, and compares it with what their
                        RuntimeClass promises
  lint PATH… | -        checks manifests: whether their pods could start, and would run sandboxed
  report merge FILE…    makes one report of those of several shards
  gvisor manifest       prints the objects that install gVisor on node pools
  policy                prints an admission policy for the pods of agent Sandboxes
  doctor                says what works on the way to a cluster, and what to do about the rest

Options:
  -h, --help            of a command: how it is used
      --version         the version

Exit code: 0 nothing is wrong; 1 something was found; 2 it could not be done; 3 something could
not be found out; 130 it was interrupted.
`;
