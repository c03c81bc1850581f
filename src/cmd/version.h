/* version: what --version prints and every manifest records. */
#ifndef CMD_VERSION_H
#define CMD_VERSION_H

#define LENCURVE_VERSION "0.1.0"

#endif
